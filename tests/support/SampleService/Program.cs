using Ecommerce.SampleService;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(SampleJson.Default);
builder.AddValidatedOptions<SampleOptions>("Sample");
builder.AddServiceClient<NeighbourClient>("neighbour-service");
builder.Services.AddHostedService<SampleWork>();
builder.Services.AddHealthChecks().AddCheck<NeighbourCheck>("neighbour");

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapSamples();
await app.RunServiceAsync();
