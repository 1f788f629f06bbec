# Journey Map in a container: it does not run as root and writes nothing into the image.
#   docker build -t journeymap .
#   docker run --read-only --tmpfs /tmp -v journeys:/var/lib/journeymap -p 8501:8501 journeymap
FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    JOURNEYMAP_STORE_URL=sqlite:////var/lib/journeymap/journeys.sqlite3

WORKDIR /srv/journeymap
COPY requirements.txt .
RUN pip install --no-cache-dir --disable-pip-version-check -r requirements.txt
COPY . .

# Saved journeys are in a volume, which gets its owner from this folder.
RUN install -d -o 65534 -g 65534 /var/lib/journeymap
VOLUME /var/lib/journeymap

# A number, so that Kubernetes can see that it is not root.
USER 65534:65534
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8501/healthz', timeout=4)"]
CMD ["uvicorn", "app:app", "--host", "0.0.0.0", "--port", "8501"]
