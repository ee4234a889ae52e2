using System.Reflection;

namespace Ecommerce.Manifests.Tests;

internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string AppHost { get; } = Metadata("AppHost");

    /// <summary>The manifest that Aspire itself printed for the sample application, kept beside the repository.</summary>
    public static string Sample { get; } = Path.GetFullPath("../shared/sample-manifest.json", Root);

    private static string Metadata(string key) => typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}

/// <summary>A test that needs Aspire's own manifest of the sample application.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SampleFactAttribute : FactAttribute
{
    public SampleFactAttribute()
    {
        if (!File.Exists(Repository.Sample))
            Skip = $"Aspire's own manifest of the sample application is not there: {Repository.Sample}";
    }
}
