using System.Globalization;

namespace Ecommerce.Bench;

/// <summary>The processes that this one has started, and those that they have.</summary>
internal static class ProcessTree
{
    /// <summary>Processor time used so far, by program; a .NET program is known by its assembly.</summary>
    public static Dictionary<string, TimeSpan> ProcessorTimes()
    {
        var parents = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .Select(id => (Id: id, Parent: ParentOf(id)))
            .ToLookup(process => process.Parent, process => process.Id);
        return Tree(Environment.ProcessId, parents)
            .Select(id => (Program: ProgramOf(id), Time: TimeOf(id)))
            .GroupBy(process => process.Program, process => process.Time)
            .ToDictionary(program => program.Key, program => program.Aggregate((sum, time) => sum + time));
    }

    private static IEnumerable<int> Tree(int root, ILookup<int, int> children)
        => children[root].SelectMany(child => Tree(child, children)).Prepend(root);

    // The name is in brackets and may hold anything; the state and the parent follow it.
    private static int ParentOf(int id) => Read(id, "stat") is { Length: > 0 } stat
        ? int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture)
        : 0;

    private static string ProgramOf(int id)
    {
        var arguments = Read(id, "cmdline").Split('\0', ' ');
        var program = arguments[0].EndsWith("dotnet", StringComparison.Ordinal) && arguments.Length > 1 ? arguments[1] : arguments[0];
        return Path.GetFileNameWithoutExtension(program).TrimEnd(':');
    }

    private static TimeSpan TimeOf(int id)
    {
        try
        {
            return ProcessFigures.ProcessorTime(id);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return TimeSpan.Zero;
        }
    }

    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (IOException)
        {
            return ""; // It has ended.
        }
    }
}
