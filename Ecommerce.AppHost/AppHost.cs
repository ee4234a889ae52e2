using Ecommerce.AppHost;
using Ecommerce.AppHost.Dashboard;
using Ecommerce.AppHost.Infrastructure;
using Ecommerce.AppHost.Running;

var builder = DistributedApplication.CreateBuilder(args);
builder.AddSupervision();

// Containers, or the same servers embedded where no container runtime answers.
var infrastructure = builder.AddInfrastructure();
var postgres = infrastructure.AddPostgres("postgres", builder.AddPassword("postgres-password", "Of PostgreSQL's administrator."));
var redis = infrastructure.AddRedis("redis", builder.AddPassword("redis-password", "Of Redis, where the carts are."));
var kafka = infrastructure.AddKafka("kafka");
var elasticsearch = infrastructure.AddElasticsearch(
    "elasticsearch", builder.AddPassword("elastic-password", "Of Elasticsearch's administrator."));

// With it the storefront, the back office and the gateway prove that they may say for whom they call.
var proxySecret = builder.AddPassword(
    "proxy-secret", "Proves to services for whom the storefront, the back office and the gateway call.");

// A database per service: nobody reads another's tables.
var users = postgres.AddDatabase("users");
var orders = postgres.AddDatabase("orders");
var payments = postgres.AddDatabase("payments");
var notifications = postgres.AddDatabase("notifications");
var search = postgres.AddDatabase("search");
var analytics = postgres.AddDatabase("analytics");
// Products and reviews are documents where there is a server for them.
var stores = new Stores(builder, infrastructure, postgres);
var catalog = stores.AddDatabase("catalog", setting: "CatalogStore");
var reviews = stores.AddDatabase("reviews", setting: "ReviewStore");

var userService = builder.AddService<Projects.UserService>("user-service")
    .WithIconName("PersonAccounts").WithApiDescription()
    .WithFeatureFlags()
    .WithReference(users).WaitFor(users)
    .WithReference(kafka).WaitFor(kafka)
    .WithEnvironment("JWT_EXPIRATION", "3600")
    .WithEnvironment("PASSWORD_HASH_ITERATIONS", "210000")
    // Whoever reads a backup of the database must not be able to sign tokens.
    .WithEnvironment("SIGNING_KEY_PASSPHRASE", builder.AddPassword("signing-key-passphrase", "Encrypts the keys that sign access tokens."))
    .WithEnvironment("Proxy__Secret", proxySecret);

var catalogService = builder.AddService<Projects.CatalogService>("catalog-service")
    .WithIconName("Box").WithApiDescription().WithDeadLetterReplay("/products")
    .WithFeatureFlags()
    .WithReference(catalog).WaitFor(catalog)
    .WithReference(redis).WaitFor(redis)
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(userService)
    .WithLocalPictures();

var cartService = builder.AddService<Projects.CartService>("cart-service")
    .WithIconName("Cart").WithApiDescription()
    .WithFeatureFlags()
    .WithReference(redis).WaitFor(redis)
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(userService)
    .WithServiceAccount(userService, "events:read")
    .WithReference(catalogService);

var orderService = builder.AddService<Projects.OrderService>("order-service")
    .WithIconName("ClipboardTaskListLtr").WithApiDescription().WithDeadLetterReplay("/orders")
    .WithReference(orders).WaitFor(orders)
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(userService)
    .WithServiceAccount(userService, "events:read")
    .WithReference(catalogService)
    .WithReference(cartService)
    .WithReplicas(2);
// Each asks the other: for a cart at the checkout, and for orders that no event told of.
cartService.WithReference(orderService);

var paymentService = builder.AddService<Projects.PaymentService>("payment-service")
    .WithIconName("Payment").WithApiDescription().WithDeadLetterReplay("/payments")
    .WithReference(payments).WaitFor(payments)
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(userService)
    .WithServiceAccount(userService, "events:read");

var notificationService = builder.AddService<Projects.NotificationService>("notification-service")
    .WithIconName("Mail").WithApiDescription().WithDeadLetterReplay("/notifications")
    .WithReference(notifications).WaitFor(notifications)
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(userService)
    .WithReference(catalogService)
    .WithReference(cartService)
    .WithReference(orderService)
    .WithReference(paymentService)
    .WithServiceAccount(userService, "events:read", "users:read", "orders:read")
    // Signs links in mails, and encrypts the secrets of shop owners' webhooks.
    .WithEnvironment("Keys__Master", builder.AddPassword("notification-key", "Signs links in mails, encrypts the secrets of webhooks."))
    .WithMailServer(infrastructure)
    .WithLocalWebhooks();

var reviewService = builder.AddService<Projects.ReviewService>("review-service")
    .WithIconName("Star").WithApiDescription().WithDeadLetterReplay("/reviews")
    .WithReference(reviews).WaitFor(reviews)
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(userService)
    .WithServiceAccount(userService, "events:read")
    .WithReference(catalogService)
    .WithReference(orderService);

var searchService = builder.AddService<Projects.SearchService>("search-service")
    .WithIconName("Search").WithApiDescription().WithDeadLetterReplay("/search")
    .WithReference(search).WaitFor(search)
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(userService)
    .WithServiceAccount(userService, "events:read", "products:read")
    .WithReference(catalogService)
    .WithReference(orderService)
    .WithReference(reviewService);
if (elasticsearch is not null)
    searchService.WithReference(elasticsearch).WaitFor(elasticsearch);

var analyticsService = builder.AddService<Projects.AnalyticsService>("analytics-service")
    .WithIconName("DataBarVertical").WithApiDescription().WithDeadLetterReplay("/analytics")
    .WithReference(analytics).WaitFor(analytics)
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(userService)
    .WithServiceAccount(userService, "events:read", "orders:read", "reviews:read")
    .WithReference(catalogService)
    .WithReference(cartService)
    .WithReference(orderService)
    .WithReference(paymentService)
    .WithReference(reviewService)
    .WithEnvironment("Proxy__Secret", proxySecret);

var gateway = builder.AddService<Projects.Gateway>("gateway", port: 8080)
    .WithIconName("Router").WithApi()
    .WithReference(userService).WaitFor(userService)
    .WithReference(catalogService).WaitFor(catalogService)
    .WithReference(cartService).WaitFor(cartService)
    .WithReference(orderService).WaitFor(orderService)
    .WithReference(paymentService).WaitFor(paymentService)
    .WithReference(notificationService).WaitFor(notificationService)
    .WithReference(reviewService).WaitFor(reviewService)
    .WithReference(searchService).WaitFor(searchService)
    .WithReference(analyticsService).WaitFor(analyticsService)
    .WithEnvironment("Proxy__Secret", proxySecret)
    .WithExternalHttpEndpoints();

var storefront = builder.AddService<Projects.Storefront>("storefront", port: 8081)
    .WithIconName("BuildingShop").WithPages("Storefront")
    .WithFeatureFlags()
    .WithReference(gateway).WaitFor(gateway)
    .WithEnvironment("Proxy__Secret", proxySecret)
    .WithExternalHttpEndpoints();

var backOffice = builder.AddService<Projects.BackOffice>("back-office", port: 8082)
    .WithIconName("Briefcase").WithPages("Back office")
    .WithReference(gateway).WaitFor(gateway)
    .WithEnvironment("Proxy__Secret", proxySecret)
    .WithExternalHttpEndpoints();

notificationService.WithLinks(storefront, backOffice, gateway);

// In a cluster nobody but their ingress reaches them, which tells them whether the browser came by https.
if (builder.ExecutionContext.IsPublishMode)
    foreach (var pages in (IResourceBuilder<ProjectResource>[])[storefront, backOffice])
        pages.WithEnvironment("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true");

if (builder.ExecutionContext.IsRunMode)
{
    // Something to look at and someone to log in as; a cluster decides for itself.
    catalogService.WithEnvironment("DEMO_DATA", "true");
    storefront.WithEnvironment("Shop__BackOffice", backOffice.GetEndpoint("http"));
    backOffice.WithEnvironment("Storefront__Address", storefront.GetEndpoint("http"));
    var demoPassword = builder.AddPassword("demo-password", "Of the demo accounts, admin@ecommerce.example for example.");
    userService.WithEnvironment("DEMO_DATA", "true").WithEnvironment("DEMO_PASSWORD", demoPassword);

    // What the dashboard lets people do with the shop: docs/demo.md.
    builder.AddOperatorCommands();
    builder.AddDemo(gateway, demoPassword);
    builder.AddBreakCommands();
    builder.AddResetCommand("postgres", infrastructure);

    ChosenPorts.EnsureFree(builder);
}

await builder.Build().RunToEndAsync();
