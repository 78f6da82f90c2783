// The example that the chapter's TODO asks for: "concentrate all access to a resource in a single
// thread and then use the queue module to feed that thread with requests from other threads"
// (Python's tutorial, brief tour, part II).
#include "runtime/queue.hpp"

#include <memory>
#include <optional>
#include <vector>

#include "runtime/builtins.hpp"
#include "runtime/threading.hpp"
#include "scenarios/common_parameters.hpp"
#include "scenarios/scenario.hpp"

namespace telar {
namespace {

using queue::Queue;
using threading::Thread;

// listing begin
struct Request {
  int client;
  std::shared_ptr<Queue<int>> reply;
};
using Requests = std::shared_ptr<Queue<std::optional<Request>>>;

Task<> owner(Requests requests, Seconds service) {
  int balance = 0;  // the resource: no other thread ever touches it
  while (auto request = co_await requests->get()) {
    co_await time::sleep(service);
    balance += 10;
    co_await print(
        Text{"Petición del hilo {} atendida, saldo {}", "Request of thread {} served, balance {}"},
        request->client, balance);
    co_await request->reply->put(balance);
  }
}

Task<> client(Requests requests, int i) {
  co_await print(Text{"Hilo {} pide ingresar 10", "Thread {} asks to deposit 10"}, i);
  auto reply = std::make_shared<Queue<int>>();
  co_await requests->put(Request{i, reply});
  const int balance = co_await reply->get();
  co_await print(Text{"Hilo {} sabe que el saldo es {}", "Thread {} knows that the balance is {}"},
                 i, balance);
}

Task<> main(const Parameters& parameters) {
  const int n = parameters.integer("n");
  auto requests = std::make_shared<Queue<std::optional<Request>>>(0, "requests");

  Thread bank({.name = "owner"}, owner, requests, parameters.real("seconds"));
  co_await bank.start();
  std::vector<Thread> clients;
  for (int i = 0; i < n; ++i) {
    Thread& thread = clients.emplace_back(client, requests, i);
    co_await thread.start();
  }
  for (Thread& thread : clients) {
    co_await thread.join();
  }
  co_await requests->put(std::nullopt);  // no more requests
  co_await bank.join();
}
// listing end

const ParameterSpec kParameters[] = {
    count_parameter("n", {"Hilos que piden", "Threads that ask"}, 10, kMostThreads),
    seconds_parameter(1, {"cuánto tarda cada petición", "how long each request takes"}),
};

}  // namespace

const Scenario kQueue{
    {.name = "queue",
     .title = {"Cola", "Queue"},
     .summary = {"Varios hilos hacen peticiones; un solo hilo es dueño del recurso.",
                 "Several threads make requests; a single thread owns the resource."},
     .watch = {"Los hilos piden todos a la vez, y sus peticiones esperan en la cola. El dueño "
               "(owner) las atiende de una "
               "en una: los que esperan la respuesta forman una escalera.",
               "The threads all ask at once, and their requests wait in the queue. The owner "
               "serves them one by one: "
               "those who wait for the answer form a staircase."},
     .teaches = {"La manera más segura de compartir un recurso es no compartirlo: un solo hilo es "
                 "su dueño, y los demás le "
                 "envían peticiones por una cola. El saldo nunca sale mal, y no hay ni un cerrojo "
                 "a la vista: el único está "
                 "dentro de la cola.\n"
                 "Las peticiones son concurrentes; el acceso al recurso es en serie. get() espera "
                 "mientras la cola está vacía, "
                 "y la respuesta vuelve por otra cola, así que cada hilo sabe cuándo está hecha su "
                 "petición.",
                 "The safest way to share a resource is not to share it: a single thread owns it, "
                 "and the others send it "
                 "requests through a queue. The balance never comes out wrong, and there is no "
                 "lock in sight: the only one is "
                 "inside the queue.\n"
                 "The requests are concurrent; access to the resource is serial. get() waits while "
                 "the queue is empty, and "
                 "the answer comes back through another queue, so each thread knows when its "
                 "request has been dealt with."},
     .parameters = {std::begin(kParameters), std::end(kParameters)}},
    main};

}  // namespace telar
