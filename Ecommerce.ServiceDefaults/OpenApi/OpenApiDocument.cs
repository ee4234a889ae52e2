using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.OpenApi;

namespace Ecommerce.ServiceDefaults.OpenApi;

internal static class OpenApiDocument
{
    public static void AddOpenApiDocument(this IServiceCollection services)
        => services.AddOpenApi("v1", options => options
            .AddDocumentTransformer((document, context, _) =>
            {
                Describe(document, context.ApplicationServices);
                return Task.CompletedTask;
            })
            .AddOperationTransformer((operation, context, _) =>
            {
                DescribedParameters.Describe(operation, context.Description.RelativePath ?? "");
                return Task.CompletedTask;
            })
            .AddOperationTransformer(DescribedSecurity.DescribeAsync)
            .AddSchemaTransformer((schema, context, _) =>
            {
                DescribedSchemas.Describe(schema, context);
                return Task.CompletedTask;
            }));

    private static void Describe(Microsoft.OpenApi.OpenApiDocument document, IServiceProvider services)
    {
        document.Info.Title = ServiceName.Of(
            services.GetRequiredService<IConfiguration>(), services.GetRequiredService<IHostEnvironment>());
        document.Info.License = new() { Name = "MIT", Identifier = "MIT" };
        // The document is the same behind every address.
        document.Servers = [new() { Url = "/" }];
    }

    /// <summary>A page to try the API with, for developers.</summary>
    public static void UseOpenApiPage(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
            app.UseSwaggerUI(page => page.SwaggerEndpoint("/openapi/v1.json", "v1"));
    }
}
