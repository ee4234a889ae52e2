using Ecommerce.ServiceDefaults;
using Ecommerce.Storefront.Features.Account;
using Ecommerce.Storefront.Features.Cards;
using Ecommerce.Storefront.Features.Cart;
using Ecommerce.Storefront.Features.Checkout;
using Ecommerce.Storefront.Features.Guests;
using Ecommerce.Storefront.Features.Home;
using Ecommerce.Storefront.Features.Languages;
using Ecommerce.Storefront.Features.Legal;
using Ecommerce.Storefront.Features.Listing;
using Ecommerce.Storefront.Features.Media;
using Ecommerce.Storefront.Features.Office;
using Ecommerce.Storefront.Features.Orders;
using Ecommerce.Storefront.Features.Preferences;
using Ecommerce.Storefront.Features.Products;
using Ecommerce.Storefront.Features.Reviews;
using Ecommerce.Storefront.Features.Search;
using Ecommerce.Storefront.Features.SearchEngines;
using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Features.StockAlerts;
using Ecommerce.Storefront.Features.WishLists;
using Ecommerce.Storefront.Infrastructure.Accounts;
using Ecommerce.Storefront.Infrastructure.Carts;
using Ecommerce.Storefront.Infrastructure.Catalog;
using Ecommerce.Storefront.Infrastructure.Experiments;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;
using Ecommerce.Storefront.Infrastructure.Payments;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Ecommerce.Storefront.Infrastructure.Settings;
using Ecommerce.Storefront.Infrastructure.Shipping;
using Ecommerce.Storefront.Infrastructure.Visits;
using Ecommerce.Storefront.Infrastructure.WishLists;

namespace Ecommerce.Storefront;

/// <summary>What the storefront is made of: registrations, and its pages.</summary>
internal static class Composition
{
    public static void AddStorefront(this IHostApplicationBuilder builder)
    {
        builder.AddServiceClient<GatewayClient>("gateway")
            .AddHttpMessageHandler<ShopperAddressHandler>()
            .AddHttpMessageHandler<TestGroupHandler>();
        builder.AddServiceClient<PictureClient>("gateway").AddHttpMessageHandler<ShopperAddressHandler>();
        builder.AddVisits();
        builder.AddTestGroups();
        builder.Services.AddRazorComponents();
        builder.Services.AddLanguages();
        ProblemPageWriter.AddTo(builder.Services);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddProxyProof();
        builder.Services.AddTransient<ShopperAddressHandler>();
        builder.Services.AddSingleton<SessionRefresher>();
        builder.Services.AddScoped<Session>();
        builder.Services.AddScoped<SessionOpener>();
        builder.Services.AddScoped<OrderKeys>();
        builder.Services.AddScoped<CartReader>();
        builder.Services.AddCheckout();
        builder.Services.AddScoped<ProductCatalog>();
        builder.Services.AddSingleton<CategoryMenu>();
        builder.Services.AddSingleton<ShippingMethods>();
        builder.Services.AddSingleton<CategoryPictures>();
        builder.Services.AddScoped<RecentlySeen>();
        builder.Services.AddScoped<HomeReader>();
        builder.Services.AddScoped<ShelfReader>();
        builder.AddShop();
        builder.AddValidatedOptions<StripeOptions>(StripeOptions.Section);
        builder.Services.AddScoped<ReviewReader>();
        builder.Services.AddScoped<AlertReader>();
        builder.Services.AddScoped<WishList>();
        builder.Services.AddScoped<PendingWish>();
        builder.Services.AddScoped<AccountApi>();
        builder.Services.AddScoped<GuestReader>();
        builder.Services.AddSingleton<RepeatedForms>();
        builder.Services.AddOrders();
        builder.Services.AddScoped<ProductPageBuilder>();
        builder.Services.AddScoped<IProductPage>(services => services.GetRequiredService<ProductPageBuilder>());
    }

    private static void AddShop(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<ShopOptions>(ShopOptions.Section);
        builder.AddServiceClient<ShopSettingsClient>("gateway");
        builder.Services.AddSingleton<CurrentShop>();
        builder.Services.AddHostedService<ShopRefresh>();
    }

    private static void AddLanguages(this IServiceCollection services)
    {
        LanguageSetup.AddTo(services);
        services.AddSingleton<ShopTime>();
        services.AddSingleton<ProblemWords>();
        services.AddScoped<AccountLanguage>();
    }

    private static void AddCheckout(this IServiceCollection services)
    {
        services.AddScoped<CheckoutQuotes>();
        services.AddScoped<CheckoutDraft>();
        services.AddScoped<CheckoutReader>();
        services.AddScoped<HeldPayments>();
        services.AddScoped<AddressBook>();
        services.AddScoped<SavedCards>();
        services.AddScoped<OrderPlacement>();
    }

    private static void AddOrders(this IServiceCollection services)
    {
        services.AddScoped<OrderReader>();
        services.AddScoped<OrderRequests>();
        services.AddScoped<BuyAgain>();
        services.AddSingleton<OpenStreams>();
    }

    public static void UseStorefront(this WebApplication app)
    {
        app.UseMiddleware<HostRequired>();
        app.UseMiddleware<LanguageMiddleware>();
        app.UseSameOrigin();
        app.UseMiddleware<ErrorPageMiddleware>();
        app.UseMiddleware<SessionRefreshMiddleware>();
    }

    public static void MapPages(this WebApplication app)
    {
        var pages = app.MapGroup("").AllowAnonymous().ExcludeFromDescription().RequireForms();
        app.MapAssets(pages);
        pages.MapMedia();
        pages.MapOffice();
        pages.MapRobots();

        var localized = pages.MapGroup("").WithMetadata(new InEveryLanguage());
        localized.MapLanguages();
        var texts = localized.MapGroup("").WithMetadata(new ForAnybody());
        texts.MapLegal();
        texts.MapFallback(Pages.NotFound);

        var shop = localized.MapGroup("").WithTestGroups().CountVisits();
        var shelves = shop.MapGroup("").WithMetadata(new ForAnybody());
        shelves.MapHome();
        shelves.MapListing();
        shelves.MapProducts();
        shelves.MapSearch();
        shop.MapReviews();
        shop.MapCart();
        shop.MapAccount();
        shop.MapMailLinks();
        shop.MapProfile();
        shop.MapAddressBook();
        shop.MapCards();
        shop.MapSecurity();
        shop.MapPersonalData();
        shop.MapPreferences();
        shop.MapStockAlerts();
        shop.MapWishList();
        shop.MapCheckout();
        shop.MapAuthorizations();
        shop.MapGuests();
        shop.MapOrders();
        shop.MapQuotes();
    }
}
