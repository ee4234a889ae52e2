using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddPostgresDatabase("reviews", typeof(Program).Assembly, typeof(Outbox).Assembly);
builder.AddOutbox("review-service");
var app = builder.Build();
app.MapDefaultEndpoints();
app.Run();
