using System.Text.Json;
using Ecommerce.Gateway.Domain;

namespace Ecommerce.Gateway.Infrastructure.Routes;

/// <summary>The embedded <c>routes.json</c>.</summary>
internal static class RouteTableFile
{
    private const string Resource = "routes.json";

    public static RouteTable Read()
    {
        using var stream = typeof(RouteTableFile).Assembly.GetManifestResourceStream(Resource)!;
        return JsonSerializer.Deserialize(stream, GatewayJson.Default.RouteTable)!;
    }
}
