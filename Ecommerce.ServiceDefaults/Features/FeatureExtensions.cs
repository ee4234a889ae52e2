using System.Net.Http.Headers;
using Ecommerce.ServiceDefaults.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.KeyPerFile;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.FeatureManagement;

namespace Ecommerce.ServiceDefaults;

/// <summary>Feature flags that change while the service runs.</summary>
public static class FeatureExtensions
{
    private const string Setting = "Features:Directory";

    /// <summary>
    /// Registers Microsoft.FeatureManagement over <see cref="FeatureFlags"/>. The directory of <c>Features:Directory</c> holds one file
    /// per flag, named like it, with <c>true</c> or <c>false</c> in it, as Kubernetes mounts a ConfigMap; a change counts within seconds.
    /// A flag without a file is what the setting of its name says, else what it is unless told.
    /// </summary>
    public static IHostApplicationBuilder AddFeatureFlags(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration[Setting] is { Length: > 0 } directory)
            builder.Configuration.Add(FilesIn(Path.GetFullPath(directory, builder.Environment.ContentRootPath)));
        builder.Services.AddSingleton<FlagOverrides>();
        builder.Services.AddSingleton<IFeatureDefinitionProvider, FlagSettings>();
        builder.Services.AddFeatureManagement();
        return builder;
    }

    /// <summary>
    /// The same, with what the shop's owner has switched, which counts before all else: asked for every four seconds.
    /// </summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="service">Who tells: <c>user-service</c>, or <c>gateway</c> for what is outside of it.</param>
    public static IHostApplicationBuilder AddFeatureFlags(this IHostApplicationBuilder builder, string service)
    {
        builder.AddServiceClient<FlagOverrideClient>(service).ConfigureHttpClient(http => http.DefaultRequestHeaders.UserAgent.Add(
            new ProductInfoHeaderValue(builder.Environment.ApplicationName, "1.0")));
        builder.Services.AddSingleton<IFlagOverrideSource>(services => services.GetRequiredService<FlagOverrideClient>());
        return builder.AddFeatureFlags().AddOverrideRefresh();
    }

    /// <summary>The same for the service that keeps what the owner has switched.</summary>
    public static IHostApplicationBuilder AddFeatureFlags<TSource>(this IHostApplicationBuilder builder)
        where TSource : class, IFlagOverrideSource
    {
        builder.Services.AddSingleton<IFlagOverrideSource>(services => services.GetRequiredService<TSource>());
        return builder.AddFeatureFlags().AddOverrideRefresh();
    }

    private static IHostApplicationBuilder AddOverrideRefresh(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHostedService<FlagOverrideRefresh>();
        return builder;
    }

    private static KeyPerFileConfigurationSource FilesIn(string directory) => new()
    {
        FileProvider = Directory.Exists(directory) ? Watched(directory) : null,
        // A cluster without the ConfigMap runs on what flags are unless told.
        Optional = true,
        ReloadOnChange = true,
        // Nothing else of the configuration can be changed from there.
        IgnoreCondition = file => !FeatureFlags.Defaults.ContainsKey(file),
    };

    // A ConfigMap changes by the swap of a link that its files go through, which the system's notifications do not tell of.
    private static PhysicalFileProvider Watched(string directory)
        => new(directory) { UsePollingFileWatcher = true, UseActivePolling = true };
}
