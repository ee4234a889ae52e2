using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.ServiceDefaults;
using Ecommerce.UserService;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(UserServiceJson.Default);
builder.AddFeatures();
builder.AddPostgresDatabase("users", typeof(Program).Assembly, typeof(Outbox).Assembly);
builder.AddOutbox("user-service");
builder.AddSigningKeys();
builder.AddAccounts();
builder.AddPasswords();
builder.AddTwoFactor();
builder.AddSessions();
builder.AddSocialLogin();
builder.AddRetention();
builder.AddDemoAccounts();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapUsers();
app.MapEventLog();
await app.RunServiceAsync();
