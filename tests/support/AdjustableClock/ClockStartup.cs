using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(Ecommerce.AdjustableClock.ClockStartup))]

namespace Ecommerce.AdjustableClock;

/// <summary>
/// Gives a service, from outside, a clock that can be set (ASPNETCORE_HOSTINGSTARTUPASSEMBLIES). A service takes the time from the
/// <see cref="TimeProvider"/> that is registered, so it needs to know nothing of this.
/// </summary>
public sealed class ClockStartup : IHostingStartup
{
    public void Configure(IWebHostBuilder builder)
    {
        var file = Environment.GetEnvironmentVariable("CLOCK_FILE") ?? throw new InvalidOperationException("CLOCK_FILE names no file.");
        builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(new JumpingClock(file)));
    }
}
