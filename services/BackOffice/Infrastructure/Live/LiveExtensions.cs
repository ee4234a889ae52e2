using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Options;
using SessionOptions = Ecommerce.BackOffice.Infrastructure.Sessions.SessionOptions;

namespace Ecommerce.BackOffice.Infrastructure.Live;

internal static class LiveExtensions
{
    /// <summary>Pages that follow what they show, and that outlive a lost connection.</summary>
    public static void AddLive(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LivePoller>();
        builder.Services.AddHostedService(services => services.GetRequiredService<LivePoller>());
        builder.Services.AddScoped<OpenWindow>();
        builder.Services.AddScoped<CircuitHandler>(services => services.GetRequiredService<OpenWindow>());
        builder.Services.AddOptions<CircuitOptions>().Configure<IOptions<SessionOptions>>((circuits, sessions) =>
        {
            // As long as whoever has it open stays signed in.
            circuits.DisconnectedCircuitRetentionPeriod = sessions.Value.IdleTimeout;
            // A page that is made anew has lost what was typed; the one in the browser still shows it.
            circuits.PersistedCircuitInMemoryMaxRetained = 0;
        });
    }
}
