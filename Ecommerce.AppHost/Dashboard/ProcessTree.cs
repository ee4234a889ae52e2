using System.Diagnostics;
using System.Globalization;

namespace Ecommerce.AppHost.Dashboard;

/// <summary>A process of this machine with all that it started.</summary>
internal static class ProcessTree
{
    /// <summary>Ends all of it at once, without a chance to do anything about it.</summary>
    /// <exception cref="ArgumentException">It has ended already.</exception>
    public static void Kill(int root)
    {
        using var process = Process.GetProcessById(root);
        process.Kill(entireProcessTree: true);
    }

    /// <summary>Lets nothing of it run for a while. It keeps its connections and its locks, and answers nobody.</summary>
    /// <exception cref="PlatformNotSupportedException">On an operating system without <c>/proc</c>.</exception>
    public static async Task HaltAsync(int root, TimeSpan time, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException("Processes can be halted on Linux alone.");
        var all = Of(root);
        Signal("STOP", all);
        try
        {
            await Task.Delay(time, TimeProvider.System, cancellationToken);
        }
        finally
        {
            Signal("CONT", all);
        }
    }

    private static List<int> Of(int root)
    {
        var children = Directory.GetDirectories("/proc").Select(Path.GetFileName)
            .Select(name => int.TryParse(name, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0).ToLookup(ParentOf);
        var found = new List<int> { root };
        for (var next = 0; next < found.Count; next++)
            found.AddRange(children[found[next]]);
        return found;
    }

    private static int ParentOf(int id)
    {
        try
        {
            // After the name, which may hold anything, in brackets: the state, the parent.
            var status = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return 0;
        }
    }

    private static void Signal(string signal, List<int> processes)
    {
        using var kill = Process.Start(
            new ProcessStartInfo("kill", [$"-{signal}", .. processes.Select(id => id.ToString(CultureInfo.InvariantCulture))])
            {
                // One that has ended is none of our business.
                RedirectStandardError = true,
            })!;
        kill.WaitForExit();
    }
}
