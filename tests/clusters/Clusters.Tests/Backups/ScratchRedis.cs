using System.Globalization;
using Ecommerce.Testing;

namespace Ecommerce.Clusters.Tests.Backups;

/// <summary>A Redis of Debian's that keeps nothing.</summary>
internal sealed class ScratchRedis : IDisposable
{
    public ScratchRedis(string folder)
    {
        var port = Ports.Free();
        Port = port.ToString(CultureInfo.InvariantCulture);
        var start = Command.Run("redis-server", ["--port", Port, "--save", "", "--dir", folder, "--daemonize", "yes"]);
        Assert.True(start.ExitCode == 0, start.Output + start.Error);
        Ask("ping");
    }

    public string Port { get; }

    public string Ask(params string[] words)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = Command.Run("redis-cli", ["-p", Port, .. words]);
            if (answer.ExitCode == 0) return answer.Output.Trim();
            Assert.True(tries < 100, answer.Error);
            Thread.Sleep(50);
        }
    }

    public void Dispose() => Command.Run("redis-cli", ["-p", Port, "shutdown", "nosave"]);
}

/// <summary>A test that runs Redis' own programs; without them it is reported as skipped, with what to install.</summary>
internal sealed class RedisFactAttribute : FactAttribute
{
    public RedisFactAttribute()
        => Skip = Command.Exists("redis-server") ? null : "redis-server is not on the PATH: install redis to try its scripts.";
}
