-- Asks for another path each time: lines of FILE in turn, beginning with number FIRST.  wrk -s walk.lua URL -- FILE FIRST
local requests, at = {}, 0

function init(args)
  for path in io.lines(args[1]) do requests[#requests + 1] = wrk.format("GET", path) end
  at = tonumber(args[2]) % #requests
end

function request()
  at = at % #requests + 1
  return requests[at]
end
