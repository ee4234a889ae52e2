using Ecommerce.AnalyticsService;
using Ecommerce.AnalyticsService.Rebuilds;
using Ecommerce.AnalyticsService.Recommendations;
using Ecommerce.AnalyticsService.Reports;
using Ecommerce.AnalyticsService.Visits;
using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(AnalyticsJson.Default);
builder.AddPostgresDatabase("analytics", typeof(Program).Assembly, typeof(Outbox).Assembly);
builder.AddFacts();
builder.AddRebuilds();
builder.AddVisits();

var app = builder.Build();
app.MapDefaultEndpoints();
app.UseRateLimiter();
app.MapGroup("/analytics").MapReports().MapBoughtTogether().MapVisits().MapRebuilds().MapDeadLetters(Permissions.AnalyticsWrite);
await app.RunServiceAsync();
