-- A service's line has its trace in one of its scopes; a search looks for it at the top.
function lift(tag, timestamp, record)
  local entry = record["entry"]
  if type(entry) ~= "table" then return 0, timestamp, record end
  for _, scope in ipairs(entry["Scopes"] or {}) do
    if type(scope) == "table" and scope["TraceId"] then
      record["trace_id"], record["span_id"] = scope["TraceId"], scope["SpanId"]
    end
  end
  record["level"], record["message"], record["category"] = entry["LogLevel"], entry["Message"], entry["Category"]
  return 2, timestamp, record
end
