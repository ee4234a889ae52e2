using Ecommerce.OrderService.Domain.Saga;
using Microsoft.Extensions.Options;

namespace Ecommerce.OrderService.Infrastructure.Saga;

internal sealed class SagaContextFactory(TimeProvider timeProvider, IOptions<SagaOptions> options)
{
    private readonly SagaRetryPolicy policy = options.Value.RetryPolicy;

    /// <summary>Now, in the microseconds that PostgreSQL stores: what is answered at once equals what is read later.</summary>
    public SagaContext Create()
    {
        var now = timeProvider.GetUtcNow();
        return new(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)), policy);
    }
}
