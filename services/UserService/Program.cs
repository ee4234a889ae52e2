using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.ServiceDefaults;
using Ecommerce.UserService;
using Ecommerce.UserService.Accounts;
using Ecommerce.UserService.Demo;
using Ecommerce.UserService.Keys;
using Ecommerce.UserService.Passwords;
using Ecommerce.UserService.Sessions;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(UserServiceJson.Default);
builder.AddPostgresDatabase("users", typeof(Program).Assembly, typeof(Outbox).Assembly);
builder.AddOutbox("user-service");
builder.AddSigningKeys();

builder.AddValidatedOptions<PasswordOptions>("");
builder.AddValidatedOptions<AccessTokenOptions>("");
builder.AddValidatedOptions<DemoOptions>("");
builder.Services.AddSingleton<PasswordHasher>();
builder.Services.AddSingleton<AccountStore>();
builder.Services.AddSingleton<AccessTokenIssuer>();
builder.Services.AddSingleton<RefreshTokenStore>();
builder.Services.AddHostedService<RefreshTokenPrune>();
builder.Services.AddHostedService<DemoAccounts>();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapAccounts();
app.MapSessions();
app.MapDiscovery();
app.Run();
