using Ecommerce.Messaging;
using Ecommerce.Moving;
using Ecommerce.ReviewService;
using Ecommerce.ReviewService.Export;
using Ecommerce.ReviewService.Moderation;
using Ecommerce.ReviewService.Projections;
using Ecommerce.ReviewService.Reports;
using Ecommerce.ReviewService.Reviews;
using Ecommerce.ReviewService.Storage;
using Ecommerce.ReviewService.Storage.Moving;
using Ecommerce.ReviewService.Votes;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
if (args is [MoveCommand.Name])
    return await ReviewMove.Command.RunAsync(builder.Configuration, Console.Out, CancellationToken.None);

builder.AddServiceDefaults(ReviewJson.Default);
builder.AddReviewStore();
builder.AddValidatedOptions<ReportOptions>(ReportOptions.Section);
builder.Services
    .AddSingleton<Words>()
    .AddSingleton<ReviewChanges>()
    .AddSingleton<ReviewCommands>()
    .AddSingleton<Deliveries>()
    .AddSingleton<Erasure>();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapReviewReads();
app.MapReviewWrites();
app.MapVotes();
app.MapReports();
app.MapModeration();
app.MapWords();
app.MapExport();
app.MapGroup("/reviews").MapDeadLetters(Permissions.ReviewsModerate);
app.MapEventLog();

await app.RunServiceAsync();
return 0;
