using System.ComponentModel.DataAnnotations;
using Ecommerce.Background;
using Ecommerce.OrderService.Infrastructure.Postgres;
using Ecommerce.Persistence;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Workers;

internal sealed class ErasureOptions
{
    /// <summary>How often a replica looks for orders whose address can be erased.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "1.00:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>Erases personal data from orders that have shipped since their owner's account was erased.</summary>
internal sealed class ErasureWorker(
    NpgsqlDataSource database, TimeProvider timeProvider, IOptions<ErasureOptions> options, ILogger<ErasureWorker> logger)
    : RecurringWorker(options.Value.SweepInterval, timeProvider, logger)
{
    private readonly Quarantine<Guid> quarantine = new(nameof(ErasureWorker), timeProvider, logger);

    protected override bool RunsAtStart => false;

    protected override async Task RunAsync(CancellationToken stoppingToken)
        => await quarantine.HandleAsync(
            await PersonalDataEraser.FindAsync(database, quarantine.Ids, stoppingToken), EraseAsync, stoppingToken);

    private Task EraseAsync(IReadOnlyList<Guid> users, CancellationToken cancellationToken) => database.InTransactionAsync(
        (transaction, token) => PersonalDataEraser.EraseAsync(transaction, users, TimeProvider.GetUtcNow(), token), cancellationToken);
}
