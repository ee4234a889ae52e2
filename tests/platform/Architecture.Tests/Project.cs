using System.Xml.Linq;
using Ecommerce.Testing;

namespace Ecommerce.Architecture.Tests;

/// <summary>A project file.</summary>
/// <param name="Path">From the repository's root, with forward slashes.</param>
internal sealed record Project(string Path)
{
    /// <summary>Every project file that belongs to the repository: what stands in artifacts or came with packages does not.</summary>
    public static IEnumerable<Project> All => Below(new DirectoryInfo(Repository.Root))
        .Select(file => new Project(System.IO.Path.GetRelativePath(Repository.Root, file.FullName).Replace('\\', '/')))
        .OrderBy(project => project.Path, StringComparer.Ordinal);

    public bool IsService => Path.StartsWith("services/", StringComparison.Ordinal) && !IsPlatform;

    public bool IsPlatform => Path.StartsWith("services/Platform/", StringComparison.Ordinal);

    public IEnumerable<Project> References => XDocument.Load(Repository.PathOf(Path)).Descendants("ProjectReference")
        .Select(reference => new Project(Absolute((string)reference.Attribute("Include")!)));

    public override string ToString() => Path;

    private static IEnumerable<FileInfo> Below(DirectoryInfo folder)
    {
        if (folder.Name is "artifacts" or "node_modules" or ".git")
            return [];
        return folder.EnumerateFiles("*.csproj").Concat(folder.EnumerateDirectories().SelectMany(Below));
    }

    private string Absolute(string reference)
    {
        var folder = System.IO.Path.GetDirectoryName(Repository.PathOf(Path))!;
        return System.IO.Path.GetRelativePath(Repository.Root, System.IO.Path.GetFullPath(reference, folder)).Replace('\\', '/');
    }
}
