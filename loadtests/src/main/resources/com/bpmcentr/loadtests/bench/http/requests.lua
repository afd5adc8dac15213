-- Sends the requests of a file one after the other, over and over. The file holds each after its length.
local requests = {}
local last = 0

-- Processor time of wrk so far, in hundredths of a second: fields 14 and 15 of proc_pid_stat(5).
local function ticks()
  local file = assert(io.open("/proc/self/stat", "r"))
  local fields = file:read("*a"):match("%)(.*)")
  file:close()
  local number, sum = 2, 0
  for field in fields:gmatch("%S+") do
    number = number + 1
    if number == 14 or number == 15 then
      sum = sum + tonumber(field)
    end
  end
  return sum
end

function init(arguments)
  local file = assert(io.open(arguments[1], "rb"))
  while true do
    local length = file:read("*n")
    if not length then
      break
    end
    file:read(1)
    requests[#requests + 1] = file:read(length)
  end
  file:close()
  print("ticks.before=" .. ticks())
end

function request()
  last = last % #requests + 1
  return requests[last]
end

function done(summary, latency)
  print("ticks.after=" .. ticks())
  print("requests=" .. string.format("%d", summary.requests))
  print("micros=" .. string.format("%d", summary.duration))
  for kind, count in pairs(summary.errors) do
    print("errors." .. kind .. "=" .. string.format("%d", count))
  end
  print("p50=" .. string.format("%d", latency:percentile(50)))
  print("p99=" .. string.format("%d", latency:percentile(99)))
  print("p999=" .. string.format("%d", latency:percentile(99.9)))
end
