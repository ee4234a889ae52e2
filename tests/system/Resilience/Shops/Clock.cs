using System.Globalization;
using Ecommerce.Testing;

namespace Ecommerce.Resilience.Shops;

/// <summary>The clock of a service, which can be set while it runs; it stays as it is set over a restart.</summary>
internal sealed class Clock
{
    private readonly TemporaryFolder folder = new();
    private TimeSpan offset;

    private string File => Path.Combine(folder.Path, "clock");

    /// <summary>What makes a service live by it.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["DOTNET_STARTUP_HOOKS"] = Repository.Built("AdjustableClock", "AdjustableClock"),
        ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = "AdjustableClock",
        ["CLOCK_FILE"] = File,
    };

    /// <summary>Sets it forward, or back.</summary>
    public async Task JumpAsync(TimeSpan by)
    {
        offset += by;
        await System.IO.File.WriteAllTextAsync(File, offset.TotalSeconds.ToString(CultureInfo.InvariantCulture));
    }

    public void Delete() => folder.Delete();
}
