using Ecommerce.PaymentService.Infrastructure.Providers;
using Ecommerce.Persistence;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.PaymentService.Infrastructure.Workers;

/// <summary>Makes due provider calls: as soon as a transaction that adds one commits, and at each sweep.</summary>
internal sealed class ProviderCallWorker(
    NpgsqlDataSource database, ProviderCallRunner runner, IOptions<ProviderCallOptions> options, TimeProvider timeProvider,
    ILogger<ProviderCallWorker> logger)
    : QueuePump(database, "provider_calls", options.Value.SweepInterval, options.Value.Concurrency, timeProvider, logger)
{
    protected override Task DrainAsync(CancellationToken cancellationToken) => runner.RunDueCallsAsync(cancellationToken);
}
