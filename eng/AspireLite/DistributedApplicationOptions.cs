using System.Reflection;

namespace Aspire.Hosting;

/// <summary>How an app host is started.</summary>
public sealed class DistributedApplicationOptions
{
    private string? projectDirectory;
    private string? projectName;

    /// <summary>Its command line.</summary>
    public string[]? Args { get; set; }

    /// <summary>Its assembly, where it is not the program itself.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>Whether to run without the dashboard.</summary>
    public bool DisableDashboard { get; set; }

    /// <summary>The folder of its project, which the build wrote into its assembly.</summary>
    public string? ProjectDirectory
    {
        get => projectDirectory ?? Metadata("apphostprojectpath");
        set => projectDirectory = value;
    }

    internal string? ProjectName
    {
        get => projectName ?? Metadata("apphostprojectname");
        set => projectName = value;
    }

    internal Assembly? Assembly => AssemblyName is null ? Assembly.GetEntryAssembly() : Assembly.Load(AssemblyName);

    private string? Metadata(string key) => Assembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(attribute => string.Equals(attribute.Key, key, StringComparison.OrdinalIgnoreCase))?.Value;
}
