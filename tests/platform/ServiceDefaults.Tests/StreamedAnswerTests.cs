using Ecommerce.Conformance;
using Ecommerce.Testing;

namespace Ecommerce.ServiceDefaults.Tests;

public sealed class StreamedAnswerTests(EdgeFixture edge) : IClassFixture<EdgeFixture>
{
    [Theory]
    [InlineData("/samples/rows", "true")]
    [InlineData("/samples/open", null)]
    public async Task Streamed_response_is_marked_in_the_request_duration_metric(string path, string? mark)
    {
        await edge.Process.Client.GetAsync(path);
        await Eventually.Async(
            async () => PrometheusPage.Read(await edge.Process.Client.GetStringAsync("/metrics"))
                .Of("http_server_request_duration_seconds_count")
                .Any(
                    request => request.Labels.GetValueOrDefault("http_route") == path
                        && request.Labels.GetValueOrDefault("ecommerce_http_streamed") == mark),
            $"{path} is counted");
    }
}
