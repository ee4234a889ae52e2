using Ecommerce.CatalogService.Domain.Media;
using Microsoft.OpenApi;

namespace Ecommerce.CatalogService.Features.Media;

/// <summary>What the API's description says of files, which are no JSON.</summary>
internal static class MediaDescription
{
    /// <summary>The body is a file. Declared by hand: <c>Accepts</c> would refuse a file whose sender names another type.</summary>
    public static RouteHandlerBuilder DescribesFiles(this RouteHandlerBuilder endpoint)
        => endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Description = $"At most {PictureLimits.MaxMegabytes} MB. What counts is what the bytes are.",
                Required = true,
                Content = PictureFormats.MediaTypes.ToDictionary(type => type, _ => Binary()),
            };
            return Task.CompletedTask;
        });

    /// <summary>The response is a picture.</summary>
    public static RouteHandlerBuilder ProducesPicture(this RouteHandlerBuilder endpoint)
        => endpoint.ProducesProblem(StatusCodes.Status404NotFound).AddOpenApiOperationTransformer((operation, _, _) =>
        {
            (operation.Responses ??= [])["200"] = new OpenApiResponse
            {
                Description = "The picture",
                Content = new Dictionary<string, OpenApiMediaType> { [PictureResult.MediaType] = Binary() },
            };
            operation.Responses["304"] = new OpenApiResponse { Description = "The caller has it" };
            return Task.CompletedTask;
        });

    private static OpenApiMediaType Binary() => new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } };
}
