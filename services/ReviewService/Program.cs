using Ecommerce.Messaging;
using Ecommerce.Moving;
using Ecommerce.ReviewService;
using Ecommerce.ReviewService.Features.Export;
using Ecommerce.ReviewService.Features.FilterWords;
using Ecommerce.ReviewService.Features.Moderation;
using Ecommerce.ReviewService.Features.ReadReviews;
using Ecommerce.ReviewService.Features.Reports;
using Ecommerce.ReviewService.Features.Votes;
using Ecommerce.ReviewService.Features.WriteReview;
using Ecommerce.ReviewService.Infrastructure.Moving;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
if (MoveCommand.IsCommand(args))
    return await ReviewMove.Command.RunAsync(args, builder.Configuration, Console.Out, CancellationToken.None);

builder.AddServiceDefaults(ReviewJson.Default);
builder.AddReviewStore();
builder.AddReviews();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapReadReviews();
app.MapWriteReviews();
app.MapVotes();
app.MapReports();
app.MapModeration();
app.MapFilterWords();
app.MapExport();
app.MapGroup("/reviews").MapDeadLetters(Permissions.ReviewsModerate);
app.MapEventLog();

await app.RunServiceAsync();
return Environment.ExitCode;
