using System.ComponentModel;
using System.Diagnostics;
using Ecommerce.AppHost.Running;

namespace Ecommerce.AppHost.Infrastructure;

internal static class ContainerRuntime
{
    private static readonly string[] Clients = ["docker", "podman"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Whether docker or podman answers: the client alone runs nothing.</summary>
    public static bool Answers() => Clients.Any(client => Answers(client) is true);

    /// <exception cref="StartException">Neither docker nor podman answers; the message says what is missing.</exception>
    public static void Ensure()
    {
        var answers = Clients.Select(client => (Client: client, Answers: Answers(client))).ToList();
        if (answers.Any(runtime => runtime.Answers is true))
            return;
        throw new StartException(answers.FirstOrDefault(runtime => runtime.Answers is not null).Client is { } installed
            ? $"The engine of {installed} does not answer ('{installed} info' fails): start it, or choose --Infrastructure=Embedded."
            : "There is no container runtime: install Docker or Podman, or choose --Infrastructure=Embedded.");
    }

    /// <summary>Lets the runtime that answers do something.</summary>
    /// <exception cref="InvalidOperationException">It refused; the message is its own.</exception>
    public static async Task RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(Answers("docker") is true ? "docker" : "podman", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new InvalidOperationException(error.Trim());
    }

    /// <summary>Null where it is not installed.</summary>
    private static bool? Answers(string client)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(client, ["info"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            if (process.WaitForExit(Patience))
                return process.ExitCode == 0;

            process.Kill(entireProcessTree: true);
            return false;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
