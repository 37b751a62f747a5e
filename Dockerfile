FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
WORKDIR /source
# What restoring needs comes first, so that a change of the code does not restore again.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/FinScoring.Core/FinScoring.Core.csproj src/FinScoring.Core/packages.lock.json src/FinScoring.Core/
COPY src/FinScoring.Api/FinScoring.Api.csproj src/FinScoring.Api/packages.lock.json src/FinScoring.Api/
# Compiled ahead of time: the service is ready sooner.
RUN dotnet restore src/FinScoring.Api --locked-mode --runtime linux-x64 -p:PublishReadyToRun=true
COPY .editorconfig BannedSymbols.txt ./
COPY samples/ samples/
COPY src/ src/
RUN dotnet publish src/FinScoring.Api --configuration Release --no-restore --output /app \
    --runtime linux-x64 --no-self-contained -p:PublishReadyToRun=true

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble
# LightGBM's native library needs the OpenMP runtime.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libgomp1 \
    && rm -rf /var/lib/apt/lists/* \
    && install --directory --owner=$APP_UID --group=$APP_UID /models
WORKDIR /app
COPY --from=build /app .
# Answers that a client has not taken yet go to disk, not to the temporary folder, which may be memory.
ENV ASPNETCORE_HTTP_PORTS=8080 \
    Models__Folder=/models \
    Prediction__SpillFolder=/models
VOLUME /models
EXPOSE 8080
USER $APP_UID
# The image has no curl; bash can speak HTTP well enough for this.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/live HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["dotnet", "FinScoring.Api.dll"]
