using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Running.Dcp;

/// <summary>Where the orchestrator and the dashboard lie: as configured, else in the npm package that carries both.</summary>
internal sealed record DcpTools(string Orchestrator, string Dashboard)
{
    private const string Bundle = "eng/embedded/node_modules/@microsoft/aspire-cli-linux-x64/bundle";

    public static DcpTools Find(IConfiguration configuration, string appHostDirectory)
    {
        var bundle = BundleAbove(appHostDirectory) ?? BundleAbove(AppContext.BaseDirectory) ?? Path.Combine(appHostDirectory, Bundle);
        return new DcpTools(
            Existing(configuration["DcpPublisher:CliPath"] ?? Path.Combine(bundle, "dcp/dcp"), "orchestrator"),
            Existing(configuration["DcpPublisher:DashboardPath"] ?? Path.Combine(bundle, "managed/aspire-managed"), "dashboard"));
    }

    private static string? BundleAbove(string? directory)
    {
        for (; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            var bundle = Path.Combine(directory, Bundle);
            if (Directory.Exists(bundle)) return bundle;
        }

        return null;
    }

    private static string Existing(string path, string what) => File.Exists(path)
        ? path
        : throw new DistributedApplicationException(
            $"The {what} is not at '{path}'. Run 'npm ci' in eng/embedded, which unpacks it, or set DcpPublisher__CliPath and DcpPublisher__DashboardPath.");
}
