using Ecommerce.AppHost;
using Ecommerce.AppHost.Infrastructure;
using Ecommerce.AppHost.Running;

var builder = DistributedApplication.CreateBuilder(args);
builder.AddSupervision();

// Containers, or the same servers embedded where no container runtime answers.
var infrastructure = builder.AddInfrastructure();
var postgres = infrastructure.AddPostgres("postgres", builder.AddPassword("postgres-password"));
var redis = infrastructure.AddRedis("redis", builder.AddPassword("redis-password"));
var kafka = infrastructure.AddKafka("kafka");
var elasticsearch = infrastructure.AddElasticsearch("elasticsearch", builder.AddPassword("elastic-password"));

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
    .WithFeatureFlags()
    .WithReference(users).WaitFor(users)
    .WithReference(kafka).WaitFor(kafka)
    .WithEnvironment("JWT_EXPIRATION", "3600")
    .WithEnvironment("PASSWORD_HASH_ITERATIONS", "210000")
    // Whoever reads a backup of the database must not be able to sign tokens.
    .WithEnvironment("SIGNING_KEY_PASSPHRASE", builder.AddPassword("signing-key-passphrase"));

var catalogService = builder.AddService<Projects.CatalogService>("catalog-service")
    .WithFeatureFlags()
    .WithReference(catalog).WaitFor(catalog)
    .WithReference(redis).WaitFor(redis)
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(userService);

var cartService = builder.AddService<Projects.CartService>("cart-service")
    .WithFeatureFlags()
    .WithReference(redis).WaitFor(redis)
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(userService)
    .WithServiceAccount(userService, "events:read")
    .WithReference(catalogService);

var orderService = builder.AddService<Projects.OrderService>("order-service")
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
    .WithReference(payments).WaitFor(payments)
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(userService)
    .WithServiceAccount(userService, "events:read");

var notificationService = builder.AddService<Projects.NotificationService>("notification-service")
    .WithReference(notifications).WaitFor(notifications)
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(userService)
    .WithReference(catalogService)
    .WithReference(cartService)
    .WithReference(orderService)
    .WithReference(paymentService)
    .WithServiceAccount(userService, "events:read", "users:read")
    // Signs links in mails, and encrypts the secrets of shop owners' webhooks.
    .WithEnvironment("Keys__Master", builder.AddPassword("notification-key"))
    .WithMailServer(infrastructure);

var reviewService = builder.AddService<Projects.ReviewService>("review-service")
    .WithReference(reviews).WaitFor(reviews)
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(userService)
    .WithServiceAccount(userService, "events:read")
    .WithReference(catalogService)
    .WithReference(orderService);

var searchService = builder.AddService<Projects.SearchService>("search-service")
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
    .WithReference(analytics).WaitFor(analytics)
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(userService)
    .WithServiceAccount(userService, "events:read", "orders:read", "reviews:read")
    .WithReference(catalogService)
    .WithReference(cartService)
    .WithReference(orderService)
    .WithReference(paymentService)
    .WithReference(reviewService);

var gateway = builder.AddService<Projects.Gateway>("gateway", port: 8080)
    .WithReference(userService).WaitFor(userService)
    .WithReference(catalogService).WaitFor(catalogService)
    .WithReference(cartService).WaitFor(cartService)
    .WithReference(orderService).WaitFor(orderService)
    .WithReference(paymentService).WaitFor(paymentService)
    .WithReference(notificationService).WaitFor(notificationService)
    .WithReference(reviewService).WaitFor(reviewService)
    .WithReference(searchService).WaitFor(searchService)
    .WithReference(analyticsService).WaitFor(analyticsService)
    .WithExternalHttpEndpoints();

var storefront = builder.AddService<Projects.Storefront>("storefront", port: 8081)
    .WithFeatureFlags()
    .WithReference(gateway).WaitFor(gateway)
    .WithExternalHttpEndpoints();

notificationService.WithLinks(storefront, gateway);

if (builder.ExecutionContext.IsRunMode)
{
    // The storefront is on the same machine, and is believed for whom it calls.
    gateway.WithEnvironment("TrustedProxies__0", "127.0.0.0/8").WithEnvironment("TrustedProxies__1", "::1/128");

    // Something to look at and someone to log in as; a cluster decides for itself.
    catalogService.WithEnvironment("DEMO_DATA", "true");
    userService.WithEnvironment("DEMO_DATA", "true").WithEnvironment("DEMO_PASSWORD", builder.AddPassword("demo-password"));
}

builder.Build().Run();
