using System.Globalization;
using Ecommerce.Checker;
using Ecommerce.Resilience.Scenario;

namespace Ecommerce.Resilience.Shops;

/// <summary>
/// What the model tells the services, with shorter waits: what takes minutes in a shop takes seconds here, and the order of the
/// waits among each other stays.
/// </summary>
internal static class ShopSettings
{
    public static void Common(Dictionary<string, string> settings, Shop shop)
    {
        settings["ConnectionStrings__kafka"] = shop.Broker.ConnectionString;
        settings["Authentication__Authority"] = "http://user-service";
        settings["Authentication__Issuer"] = "https://ecommerce.example";
        settings["Authentication__Audience"] = "ecommerce";
        settings["services__user-service__http__0"] = shop.Users.Address.OriginalString;
        settings["services__catalog-service__http__0"] = shop.Catalog.Address.OriginalString;
        settings["services__cart-service__http__0"] = shop.Cart.Address.OriginalString;
    }

    public static void Users(Dictionary<string, string> settings, Databases databases)
    {
        settings["ConnectionStrings__users"] = databases.Users;
        settings["JWT_EXPIRATION"] = "86400";
        settings["JWT_STAFF_EXPIRATION"] = "86400";
        settings["PASSWORD_HASH_ITERATIONS"] = "10000";
        settings["DEMO_DATA"] = "true";
        settings["DEMO_PASSWORD"] = Shop.AdminPassword;
    }

    public static void Catalog(Dictionary<string, string> settings, Databases databases)
    {
        settings["ConnectionStrings__catalog"] = databases.Catalog;
        settings["ConnectionStrings__redis"] = databases.Carts;
        settings["Reservations__SweepInterval"] = "00:00:01";
    }

    public static void Cart(Dictionary<string, string> settings, Databases databases)
    {
        settings["ConnectionStrings__redis"] = databases.Carts;
        settings["Carts__AbandonedAfter"] = "00:00:02";
        settings["Carts__SweepInterval"] = "00:00:00.500";
    }

    public static void Notifications(Dictionary<string, string> settings, Shop shop)
    {
        settings["Keys__Master"] = "a key of the tests, long enough";
        settings["Links__Storefront"] = "https://ecommerce.example";
        settings["Links__BackOffice"] = "https://office.ecommerce.example";
        settings["Links__Api"] = "https://api.ecommerce.example";
        settings["Smtp__Host"] = "127.0.0.1";
        settings["Smtp__Port"] = shop.Mail.Port.ToString(CultureInfo.InvariantCulture);
        settings["Smtp__From"] = "shop@ecommerce.example";
        settings["Smtp__Timeout"] = "00:00:02";
        settings["Delivery__RetryAfter"] = "00:00:00.200";
        settings["Delivery__LongestWait"] = "00:00:02";
        settings["Delivery__MostAttempts"] = "1000";
        settings["Delivery__Lease"] = "00:00:15";
        settings["Delivery__SweepInterval"] = "00:00:00.500";
        // Few shoppers buy what many do.
        settings["Delivery__MostPerHour"] = "100000";
    }

    public static void Payments(Dictionary<string, string> settings, Databases databases)
    {
        settings["ConnectionStrings__payments"] = databases.Payments;
        settings["ProviderCalls__Timeout"] = "00:00:01";
        settings["ProviderCalls__Lease"] = "00:00:03";
        settings["ProviderCalls__RetryAfter"] = "00:00:00.200";
        settings["ProviderCalls__LongestWait"] = "00:00:02";
        settings["ProviderCalls__AskAfter"] = "00:00:03";
        settings["SimulatedProvider__WebhookDelay"] = "00:00:01";
        settings["Reconciliation__Interval"] = "00:00:10";
        settings["Reconciliation__Age"] = "00:00:05";
    }

    public static void Orders(Dictionary<string, string> settings, Databases databases)
    {
        settings["ConnectionStrings__orders"] = databases.Orders;
        settings["Saga__AskAgainAfter"] = "00:00:01";
        settings["Saga__MostAsks"] = "4";
        // Where the machine is slower than the load, answers are late: asked for again all the time they would never come.
        settings["Saga__LongestWait"] = "00:00:20";
        settings["Saga__SweepInterval"] = "00:00:00.200";
        settings["Idempotency__Lease"] = "00:00:05";
        // Its administrator signs in once, and refunds for as long as a run takes.
        settings["Refunds__ReauthenticationAbove"] = "1000000";
        settings["Pricing__Taxes__Default__Rate"] = Text(PriceList.Rules.TaxRate);
        foreach (var (currency, shipping) in PriceList.Rules.Shipping)
        {
            settings[$"Pricing__Shipping__Default__{currency}__Price"] = Text(shipping.Price);
            settings[$"Pricing__Shipping__Default__{currency}__FreeFrom"] = Text(shipping.FreeFrom);
        }
    }

    /// <summary>A service that looks in the logs of others for what the broker has lost.</summary>
    public static void Account(string name, IEnumerable<ShopService> replicas, Shop shop, params string[] permissions)
    {
        var secret = Guid.CreateVersion7().ToString("n");
        shop.Users.Settings[$"ServiceAccounts__{name}__Secret"] = secret;
        foreach (var (index, permission) in permissions.Index())
            shop.Users.Settings[$"ServiceAccounts__{name}__Permissions__{index}"] = permission;
        foreach (var replica in replicas)
        {
            replica.Settings["ServiceAccount__Name"] = name;
            replica.Settings["ServiceAccount__Secret"] = secret;
            replica.Settings["CatchUp__Interval"] = "00:00:02";
            // Shorter than transactions last where processes wait for a turn on the processor: those are waited for, however long they
            // take.
            replica.Settings["CatchUp__Overlap"] = "00:00:02";
            foreach (var (index, order) in shop.Orders.Index())
                replica.Settings[$"services__order-service__http__{index}"] = order.Address.OriginalString;
        }
    }

    /// <summary>A service that lives on what others say.</summary>
    public static void Reader(ShopService service, string connection, string database, Shop shop, params string[] permissions)
    {
        Account(service.Name, [service], shop, permissions);
        service.Settings[$"ConnectionStrings__{connection}"] = database;
        service.Settings["services__payment-service__http__0"] = shop.Payments.Address.OriginalString;
        service.Settings["services__review-service__http__0"] = shop.Reviews.Address.OriginalString;
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
