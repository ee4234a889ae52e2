using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.Bench.Catalogue;
using Ecommerce.Bench.Orders;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.Bench.BackOffice;

/// <summary>A shop that has been open for a year, and somebody who may see all of it.</summary>
internal sealed class LargeShop : IAsyncDisposable
{
    /// <summary>More than any other order comes to; one in a thousand does.</summary>
    public const int RareTotal = 5000;

    public readonly string Category = "category-7";

    private const int Days = 365;
    private const string Owner = "owner@bench.example";
    private static readonly DateTimeOffset Opening = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Shop shop;
    private readonly Guid[] orders;
    private readonly Guid[] customers;
    private readonly HttpClient http = new();
    private readonly string catalogueToken;
    private string token = "";

    private LargeShop(Shop shop, string catalogueToken, int orders, int customers)
    {
        (this.shop, this.catalogueToken) = (shop, catalogueToken);
        this.orders = Ids(orders);
        this.customers = Ids(customers);
    }

    /// <summary>Of its products, and of its orders.</summary>
    public int Size => orders.Length;

    public Uri Orders => shop.Orders.BaseAddress!;

    public Uri Catalogue => shop.Catalogue;

    public Uri Users => shop.Users;

    public Uri Payments => shop.Payments;

    public static async Task<LargeShop> StartAsync(Servers servers, int products, int orders, int customers)
    {
        var issued = servers.Tokens.Issue(Guid.CreateVersion7(), Permissions.ProductsRead, Permissions.ProductsWrite);
        var large = new LargeShop(await Shop.StartAsync(servers, products), issued, orders, customers);
        await large.FillAsync();
        await large.SignInAsync();
        return large;
    }

    public static DateTime Day(int number) => Opening.AddDays(number).UtcDateTime;

    public static string Sku(int number) => ProductFile.Sku(number);

    public static string TrackingNumber(int order) => $"TRACK-{order}";

    /// <summary>The oldest has number 0.</summary>
    public Guid OrderId(int number) => orders[number];

    /// <inheritdoc cref="OrderId"/>
    public Guid CustomerId(int number) => customers[number];

    /// <summary>Reads the whole answer.</summary>
    public async Task<HttpStatusCode> AskAsync(GridQuestion question)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(question.Service, question.Path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", question.Service == Catalogue ? catalogueToken : token);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await shop.DisposeAsync();
    }

    // In the order of time, as version 7 is.
    private static Guid[] Ids(int count)
        => [.. Enumerable.Range(0, count).Select(number => Guid.CreateVersion7(Opening.AddDays(Days * (double)number / count)))];

    private async Task FillAsync()
    {
        var sample = await BuyAsync();
        await Copies.CustomersAsync(shop.Databases.Users, customers);
        await Copies.OrdersAsync(shop.Databases.Orders, sample, orders, customers);
        await Copies.PaymentsAsync(shop.Databases.Payments, sample, orders, customers);
        await Copies.ShortStockAsync(shop.Databases.Catalogue);
    }

    /// <summary>The order that the others are made after.</summary>
    private async Task<Guid> BuyAsync()
    {
        var shopper = await Shopper.SignUpAsync(shop, http);
        (await shopper.FillCartAsync(shop, http, product: 0)).EnsureSuccessStatusCode().Dispose();
        using var placed = (await shopper.CheckOutAsync(shop, product: 0)).EnsureSuccessStatusCode();
        var order = (await placed.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<Guid>();
        await Confirmations.WaitAsync(shop.Databases.Orders, new Dictionary<Guid, DateTimeOffset> { [order] = Opening });
        return order;
    }

    private async Task SignInAsync()
    {
        await Shopper.RegisterAsync(http, Users, Owner);
        await Copies.AppointAsync(shop.Databases.Users, Owner);
        using var session = (await Shopper.LogInAsync(http, Users, Owner)).EnsureSuccessStatusCode();
        token = (await session.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!.GetValue<string>();
    }
}
