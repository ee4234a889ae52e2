using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.ServiceDefaults;
using Ecommerce.UserService;
using Ecommerce.UserService.Demo;
using Ecommerce.UserService.Keys;
using Ecommerce.UserService.SocialLogin;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(UserServiceJson.Default);
builder.AddFeatureFlags();
builder.AddPostgresDatabase("users", typeof(Program).Assembly, typeof(Outbox).Assembly);
builder.AddOutbox("user-service");
builder.AddSigningKeys();
builder.AddAccounts();
builder.AddPasswords();
builder.AddSessions();
builder.AddSocialLogin();
builder.AddRetention();
builder.AddValidatedOptions<DemoOptions>("");
builder.Services.AddHostedService<DemoAccounts>();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapUsers();
app.MapDiscovery();
app.MapKeyRotation();
app.MapEventLog();
await app.RunServiceAsync();
