using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Features.Export;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.OrderService.Tests;

public sealed class CsvWriterTests
{
    [Fact]
    public async Task Failure_before_the_first_order_leaves_the_body_empty_so_that_the_status_can_tell_it()
    {
        var http = new DefaultHttpContext { Response = { Body = new MemoryStream() } };

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => CsvWriter.WriteAsync(http.Response, UnreachableOrders(), CancellationToken.None));

        Assert.Equal(0, http.Response.Body.Length);
    }

    private static async IAsyncEnumerable<Order> UnreachableOrders()
    {
        await Task.Yield();
        throw new InvalidOperationException("The database is away.");
#pragma warning disable CS0162 // An iterator needs a yield.
        yield break;
#pragma warning restore CS0162
    }
}
