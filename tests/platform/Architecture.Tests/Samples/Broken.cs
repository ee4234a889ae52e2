// Code that breaks each rule, for RoomRuleTests. Its namespaces are those of a service named Broken.
#pragma warning disable IDE0130 // Namespace does not match folder

namespace Broken.Domain.Orders
{
    internal sealed class Order
    {
        public static async Task<int> LengthAsync(string address)
        {
            // Inside of an asynchronous method, and of a lambda.
            Func<HttpClient> connect = () => new HttpClient();
            using var client = connect();
            return (await client.GetStringAsync(new Uri(address))).Length;
        }

        public static List<Features.Checkout.CheckoutRequest>? Requests() => null;
    }
}

namespace Broken.Domain.Money
{
    internal sealed record Amount(decimal Value);
}

namespace Broken.Features.Checkout
{
    internal sealed record CheckoutRequest(Infrastructure.Postgres.OrderStore Store, Domain.Money.Amount Amount);
}

namespace Broken.Infrastructure.Postgres
{
    internal sealed class OrderStore
    {
        public static string? Name(object request) => (request as Features.Checkout.CheckoutRequest)?.ToString();
    }
}

namespace Broken.Helpers
{
    internal sealed class StringHelper;
}
