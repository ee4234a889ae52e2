using Ecommerce.Baseline;
using Npgsql;
using StackExchange.Redis;

// The least that could answer as a service does: Kestrel and one delegate; no routing, no middleware, no logging.
// COPY_OF: whose answer is given, its headers and its body, to the bearer of TOKEN where there is one. REDIS: the body comes from
// there by one GET. SQL with POSTGRES: by one query.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
var app = builder.Build();
var settings = app.Configuration;

var copy = await Answer.CopyAsync(new Uri(settings["COPY_OF"]!), settings["TOKEN"]);
if (settings["REDIS"] is { } redis)
    app.Run(await OneGet.PrepareAsync(await ConnectionMultiplexer.ConnectAsync(redis), copy));
else if (settings["POSTGRES"] is { } postgres)
    app.Run(OneQuery.Prepare(NpgsqlDataSource.Create(postgres), settings["SQL"]!, copy));
else
    app.Run(http => copy.WriteAsync(http.Response, copy.Body));

await app.StartAsync();
Console.WriteLine($"Now listening on: {app.Urls.First()}");
await app.WaitForShutdownAsync();
