using Ecommerce.CatalogService.Domain.Media;
using Ecommerce.CatalogService.Infrastructure.Media;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.CatalogService.Features.Media;

/// <summary>Pictures of products.</summary>
internal static class MediaEndpoints
{
    public static void MapMedia(this IEndpointRouteBuilder app)
    {
        var media = app.MapGroup("/media").WithTags("media");
        media.MapPost("/", UploadAsync).WithName("UploadPicture").WithSummary("Keeps a picture: the body is its file")
            .RequirePermission(Permissions.ProductsWrite)
            .WithMetadata(new RequestSizeLimitAttribute(PictureLimits.MaxBytes))
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .DescribesFiles();
        media.MapGet("/{id}", GetAsync).WithName("GetPicture").WithSummary("A picture").AllowAnonymous().ProducesPicture();
        media.MapGet("/{id}/{width}.webp", GetVariantAsync).WithName("GetPictureVariant")
            .WithSummary($"A picture in one of the widths {string.Join(", ", PictureFile.Widths)}; none is enlarged")
            .AllowAnonymous().ProducesPicture();
    }

    private static async Task<Results<Created<PictureResponse>, ProblemHttpResult>> UploadAsync(
        HttpRequest request, PictureUploads uploads, CancellationToken cancellationToken)
    {
        if (request.ContentLength > PictureLimits.MaxBytes)
            return TooLarge();

        try
        {
            var result = await uploads.TakeAsync(request, cancellationToken);
            return result.Picture is { } picture
                ? TypedResults.Created(picture.Id.Path, PictureResponse.Of(picture))
                : ToProblem(result);
        }
        catch (BadHttpRequestException refusal) when (refusal.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge();
        }
    }

    private static async Task<IResult> GetAsync(string id, PictureVariants pictures, CancellationToken cancellationToken)
        => PictureId.TryParse(id, out var picture)
            ? await RespondAsync(new(picture), pictures, cancellationToken)
            : Problems.NotFound("picture");

    private static async Task<IResult> GetVariantAsync(
        string id, string width, PictureVariants pictures, CancellationToken cancellationToken)
        => PictureId.TryParse(id, out var picture) && PictureFile.TryFind(picture, width, out var file)
            ? await RespondAsync(file, pictures, cancellationToken)
            : Problems.NotFound("picture");

    private static async Task<IResult> RespondAsync(PictureFile file, PictureVariants pictures, CancellationToken cancellationToken)
        => await pictures.OpenAsync(file, cancellationToken) is { } found
            ? new PictureResult(file, found)
            : Problems.NotFound("picture");

    private static ProblemHttpResult ToProblem(UploadResult result) => result.Error switch
    {
        UploadError.Empty => Invalid("is required: the picture's file"),
        UploadError.OtherFormat => Problems.Field(
            StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "The file is no picture that is taken.",
            "body", $"must be {PictureFormats.Names}"),
        _ => Invalid(result.Expected!),
    };

    private static ProblemHttpResult Invalid(string expected)
        => Problems.Invalid(new Dictionary<string, string[]> { ["body"] = [expected] });

    private static ProblemHttpResult TooLarge() => Problems.Field(
        StatusCodes.Status413PayloadTooLarge, "body-too-large", "The picture's file is too large.",
        "body", $"must have at most {PictureLimits.MaxMegabytes} MB");
}
