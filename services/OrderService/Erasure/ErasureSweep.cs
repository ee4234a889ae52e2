using System.ComponentModel.DataAnnotations;
using Ecommerce.Persistence;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.OrderService.Erasure;

internal sealed class ErasureOptions
{
    /// <summary>How often a replica looks for orders that need their address no longer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "1.00:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>Erases from orders that have shipped since their owner's account was erased.</summary>
internal sealed class ErasureSweep(
    NpgsqlDataSource database, TimeProvider time, IOptions<ErasureOptions> options, ILogger<ErasureSweep> logger)
    : RecurringWork(options.Value.SweepInterval, logger)
{
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        using var untraced = BackgroundWork.Untraced();
        await database.InTransactionAsync(
            (transaction, cancelled) => PersonalData.EraseAsync(transaction, time.GetUtcNow(), cancelled), cancellationToken);
    }
}
