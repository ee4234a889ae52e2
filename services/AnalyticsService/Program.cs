using Ecommerce.AnalyticsService;
using Ecommerce.AnalyticsService.Features.Rebuilds;
using Ecommerce.AnalyticsService.Features.Recommendations;
using Ecommerce.AnalyticsService.Features.Reports;
using Ecommerce.AnalyticsService.Features.Visits;
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
