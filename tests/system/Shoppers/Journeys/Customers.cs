using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Ecommerce.Shoppers.Journeys;

/// <summary>
/// The accounts of the program, opened one after the other as they are needed: checking a password is dear, and a crowd that signs in at
/// once would measure nothing else.
/// </summary>
internal sealed class Customers(ShopClient shop, IOptions<ShoppersOptions> options, TimeProvider timeProvider) : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    private readonly ConcurrentQueue<Customer> free = [];
    private readonly SemaphoreSlim door = new(1, 1);
    private int count;
    private long? opened;

    public int Count => Volatile.Read(ref count);

    /// <summary>Somebody who is not busy, and is so until they are given back.</summary>
    /// <returns>Null: all are busy, and no account can be opened at the moment.</returns>
    public async Task<Customer?> TakeAsync()
    {
        if (free.TryDequeue(out var customer)) return customer;
        // Whoever finds the door in use does not queue there.
        if (!await door.WaitAsync(0)) return null;
        try
        {
            if (Count >= options.Value.Customers || (opened is { } last && timeProvider.GetElapsedTime(last) < Pace)) return null;
            opened = timeProvider.GetTimestamp();
            customer = new(shop, $"shopper-{Guid.CreateVersion7():n}@example.com", $"{Guid.CreateVersion7()}");
            if (!await customer.RegisterAsync()) return null;
            Interlocked.Increment(ref count);
            return customer;
        }
        finally
        {
            door.Release();
        }
    }

    public void GiveBack(Customer customer)
    {
        if (customer.IsUnknown)
            Interlocked.Decrement(ref count);
        else
            free.Enqueue(customer);
    }

    public void Dispose() => door.Dispose();
}
