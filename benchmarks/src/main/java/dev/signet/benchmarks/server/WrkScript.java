package dev.signet.benchmarks.server;

/** What wrk does, in Lua: where it takes its tokens from, and how it tells what came out. */
final class WrkScript {
  static final String TEXT =
      """
      -- arguments: file of tokens or "-"; "turn", "once" or, line by line as well but from the
      -- beginning again after the end, "again"; offset in the file; delay in ms
      local threads = {}
      function setup(thread) table.insert(threads, thread) end

      local function format(token)
        return "GET " .. wrk.path .. " HTTP/1.1\\r\\nHost: " .. wrk.headers["Host"]
          .. "\\r\\nAuthorization: Bearer " .. token .. "\\r\\n\\r\\n"
      end

      local function inTurn(file)
        local requests = {}
        for token in file:lines() do requests[#requests + 1] = format(token) end
        local last = 0
        request = function()
          last = last % #requests + 1
          return requests[last]
        end
      end

      local function once(file, from, isAgain)
        file:seek("set", from)
        position = from
        request = function()
          local token = file:read("*l")
          if token == nil and isAgain then
            file:seek("set", 0)
            token = file:read("*l")
          end
          if token == nil then
            exhausted = 1
            return format("none")
          end
          position = position + #token + 1
          return format(token)
        end
      end

      function init(args)
        exhausted = 0
        position = 0
        local file = args[1] ~= "-" and assert(io.open(args[1]))
        if file and args[2] ~= "turn" then
          once(file, tonumber(args[3]), args[2] == "again")
        elseif file then
          inTurn(file)
        end
        local milliseconds = tonumber(args[4])
        if milliseconds > 0 then
          delay = function() return milliseconds end
        end
      end

      function done(summary, latency, requests)
        local e = summary.errors
        print(string.format(
          "requests=%d micros=%d refused=%d broken=%d median=%d tail=%d exhausted=%d position=%d",
          summary.requests, summary.duration, e.status, e.connect + e.read + e.write + e.timeout,
          latency:percentile(50), latency:percentile(99),
          threads[1]:get("exhausted"), threads[1]:get("position")))
      end
      """;

  private WrkScript() {}
}
