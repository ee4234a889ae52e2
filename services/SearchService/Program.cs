using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddPostgresDatabase("search", typeof(Program).Assembly, typeof(Outbox).Assembly);

var app = builder.Build();
app.MapDefaultEndpoints();
app.Run();
