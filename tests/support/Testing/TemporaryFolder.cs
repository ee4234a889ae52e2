using System.Globalization;

namespace Ecommerce.Testing;

/// <summary>A folder of its own that goes when the tests are done with it, or at the next run if they were killed.</summary>
public sealed class TemporaryFolder
{
    // Each user of the machine has folders of its own.
    private static readonly string Parent = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "ecommerce-tests-" + Environment.UserName);

    static TemporaryFolder()
    {
        foreach (var folder in Directory.CreateDirectory(Parent).EnumerateDirectories())
        {
            var owner = folder.Name.Split('-')[0];
            if (int.TryParse(owner, CultureInfo.InvariantCulture, out _) && !Directory.Exists($"/proc/{owner}")) Delete(folder.FullName);
        }
    }

    /// <summary>Its full path.</summary>
    public string Path { get; } = Directory.CreateDirectory(
        System.IO.Path.Combine(Parent, $"{Environment.ProcessId}-{Guid.CreateVersion7():n}")).FullName;

    /// <summary>Deletes it with all that is in it.</summary>
    public void Delete() => Delete(Path);

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // A server still writes to it: the next run deletes it.
        }
    }
}
