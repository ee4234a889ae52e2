using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Names of volumes that nobody named.</summary>
public static partial class VolumeNameGenerator
{
    private const int HashLength = 10;

    /// <summary>A name that belongs to this app host and this resource.</summary>
    public static string Generate<T>(IResourceBuilder<T> builder, string suffix)
        where T : IResource
    {
        var application = builder.ApplicationBuilder;
        var name = Unfit().Replace(application.Environment.ApplicationName, "_").ToLowerInvariant();
        var hash = application.Configuration["AppHost:Sha256"]![..HashLength].ToLowerInvariant();
        return $"{name}-{hash}-{builder.Resource.Name}-{suffix}";
    }

    [GeneratedRegex("^[^A-Za-z0-9]|[^A-Za-z0-9_.-]")]
    private static partial Regex Unfit();
}
