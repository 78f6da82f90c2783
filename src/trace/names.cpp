#include "trace/names.hpp"

namespace telar {

std::string object_name(const Store& store, ProcessId process, ObjectId object) {
  const std::string number = " " + std::to_string(object);
  const ObjectInfo* const info = store.object(process, object);
  if (!info) return "object" + number;
  std::string kind(name_of(info->kind));
  if (info->name == kind + number) return info->name;
  return kind + " '" + info->name + "'";
}

}  // namespace telar
