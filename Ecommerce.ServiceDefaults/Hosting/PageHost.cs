using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.ServiceDefaults;

/// <summary>For programs that serve pages.</summary>
public static class PageHost
{
    /// <summary>
    /// A builder that finds the files of <c>wwwroot</c>. Published, they are beside the program; before, the build's manifest names them
    /// in the sources.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = args, WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot") });
        builder.WebHost.UseStaticWebAssets();
        // Like the published program, an unpublished build serves compressed assets with cache headers.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        // With ASPNETCORE_FORWARDEDHEADERS_ENABLED the framework reads the scheme and the client. An ingress in a mesh calls under the
        // service's own name: the shop's, which pages write into their links, it says in X-Forwarded-Host.
        builder.Services.PostConfigure<ForwardedHeadersOptions>(options =>
        {
            if (options.ForwardedHeaders.HasFlag(ForwardedHeaders.XForwardedProto))
                options.ForwardedHeaders |= ForwardedHeaders.XForwardedHost;
        });
        return builder;
    }
}
