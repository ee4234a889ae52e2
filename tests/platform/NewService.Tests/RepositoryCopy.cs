using Ecommerce.Testing;

namespace Ecommerce.NewService.Tests;

/// <summary>The repository's sources in a folder of their own, without what builds and installations have made.</summary>
public sealed class RepositoryCopy : IDisposable
{
    private static readonly string[] Left = [".git", ".data", "artifacts", "bin", "obj", "node_modules", "TestResults"];
    private readonly TemporaryFolder folder = new();

    public RepositoryCopy() => Copy(new DirectoryInfo(Repository.Root), folder.Path);

    public string PathOf(string path) => Path.Combine(folder.Path, path);

    public string Read(string path) => File.ReadAllText(PathOf(path));

    public void Dispose() => folder.Delete();

    private static void Copy(DirectoryInfo source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in source.EnumerateFiles()) file.CopyTo(Path.Combine(target, file.Name));
        foreach (var directory in source.EnumerateDirectories().Where(directory => !Left.Contains(directory.Name)))
            Copy(directory, Path.Combine(target, directory.Name));
    }
}
