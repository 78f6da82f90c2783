// The example that the chapter's TODO asks for: "concentrate all access to a resource in a single
// thread and then use the queue module to feed that thread with requests from other threads"
// (Python's tutorial, brief tour, part II).
#include "runtime/queue.hpp"

#include <memory>
#include <optional>
#include <vector>

#include "program/program.hpp"
#include "runtime/builtins.hpp"
#include "runtime/threading.hpp"

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

}  // namespace

extern const CompiledMain kQueue = main;

}  // namespace telar
