namespace Ecommerce.Testing;

/// <summary>A directory of feature flags, one file each; give its path to a service as <c>Features__Directory</c>.</summary>
public sealed class FlagFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>Its full path.</summary>
    public string Path => folder.Path;

    /// <summary>Writes a flag; services see it within seconds.</summary>
    public void Set(string flag, string value) => File.WriteAllText(System.IO.Path.Combine(Path, flag), value);

    /// <inheritdoc/>
    public void Dispose() => folder.Delete();
}
